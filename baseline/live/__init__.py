"""What is really there: asks AWS, or the emulator, and compares with the synthesized intent."""
