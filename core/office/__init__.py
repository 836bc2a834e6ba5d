"""What the work is: documents, meetings, seals, people and their order."""
