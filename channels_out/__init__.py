"""Approved content pushed to WeChat, Weibo, feeds, mail and SMS."""
