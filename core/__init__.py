"""Values and rules of Sealdesk: no Qt, disk, network, clock, threads or logging."""
