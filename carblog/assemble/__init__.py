"""What was read becomes one site: what is due, in order, every reference resolved."""
