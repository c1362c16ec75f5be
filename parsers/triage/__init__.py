"""Category and priority of a mail: rules that are data, a model learned on top of them, and the reasons in words."""

from parsers.triage.judgement import Model, Verdict, judge
from parsers.triage.rulebook import RuleError, read_rules, shipped_rules
from parsers.triage.rules import Rules
from parsers.triage.signals import Signals, signals_of

__all__ = ["Model", "RuleError", "Rules", "Signals", "Verdict", "judge", "read_rules", "shipped_rules", "signals_of"]
