"""Files that ship with the program: sample office, impressions, icons, translations."""
