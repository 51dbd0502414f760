"""Advice in the edit view: what the gate would say to this draft, with a way to each place."""

from wagtail.admin.panels import Panel


class GatePanel(Panel):
    """Shows issues of the stored draft; a new page has none yet."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "editorial_gate/panel.html"

        def is_shown(self):
            return bool(self.instance.pk)

        def get_context_data(self, parent_context=None):
            from .places import placed

            context = super().get_context_data(parent_context)
            return {**context, "page": self.instance, "placed": placed(self.instance)}
