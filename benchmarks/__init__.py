"""What the parts of qabot cost, measured on made-up input of a fixed seed."""
