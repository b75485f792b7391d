"""What has to work before anything is installed: standard library only."""
