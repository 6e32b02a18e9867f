"""The pages of single things: a resolution, a committee, a member, an officer or post."""
