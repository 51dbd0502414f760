"""The life of an account: invited, used, away, handed over, asleep, restored, gone. Who may do what is foundation.rights."""
