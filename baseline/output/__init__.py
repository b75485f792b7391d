"""How results are shown: one model of a finding, and every form it is printed in."""
