"""A process of its own for each token: the vendor's closed library is loaded there and nowhere else."""
