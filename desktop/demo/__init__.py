"""The demonstration: an embedded gateway with the sample office, and a tour through the real windows."""
