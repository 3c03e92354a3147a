"""What tools of several sections use."""
