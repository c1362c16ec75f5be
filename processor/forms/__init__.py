"""The forms of a ticket (问题登记表, 问题升级表, 问题处理进度表) as pages to print and as a table; pure."""
