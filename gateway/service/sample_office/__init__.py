"""The sample office: what `init --sample-office` puts into a new store."""

from gateway.service.sample_office.filling import fill, read_sample

__all__ = ["fill", "read_sample"]
