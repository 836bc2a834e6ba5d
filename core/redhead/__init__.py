"""GB/T 9704 typesetting: an official document becomes pages, pages become OFD."""
