"""Per service: the resources that an operation's actions are judged on."""
