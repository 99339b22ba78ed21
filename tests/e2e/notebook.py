"""A real Jupyter kernel with a real browser: between them only the wire that JupyterLab is."""

import json
from contextlib import contextmanager

from jupyter_client.manager import KernelManager

# What JupyterLab does for a widget: its model holds the traits, and what is saved goes to the kernel.
OPEN = """async ({ esm, state }) => {
    const module = await import(URL.createObjectURL(new Blob([esm], { type: 'text/javascript' })));
    const place = document.body.appendChild(document.createElement('div'));
    const model = {
        get: name => state[name], set: (name, value) => { state[name] = value; }, on() {}, off() {},
        save_changes: () => { window.saved = JSON.stringify(state.state); },
    };
    module.default.render({ model, el: place });
}"""


class Notebook:
    """Cells that are run by a kernel and shown in a page."""

    def __init__(self, client, page):
        self.client, self.page, self.comm = client, page, ""

    def run(self, code):
        """What a cell printed; its widgets appear in the page."""
        asked = self.client.execute(code)
        printed, opened = "", []
        while True:
            message = self.client.get_iopub_msg(timeout=30)
            kind, content = message["msg_type"], message["content"]
            if kind == "comm_open":
                opened.append((content["comm_id"], content["data"]["state"]))
            elif kind == "stream":
                printed += content["text"]
            elif kind == "error":
                raise AssertionError("\n".join(content["traceback"]))
            elif (
                kind == "status"
                and content["execution_state"] == "idle"
                and message["parent_header"]["msg_id"] == asked
            ):
                break
        for comm, state in opened:
            if "_esm" in state:
                self.comm = comm
                self.page.evaluate(OPEN, {"esm": state.pop("_esm"), "state": state})
        return printed

    def save(self):
        """Sends what the page's last widget says of itself back to the kernel."""
        self.page.wait_for_function("window.saved")
        state = {"state": json.loads(self.page.evaluate("window.saved"))}
        data = {"method": "update", "state": state, "buffer_paths": []}
        self.client.shell_channel.send(self.client.session.msg("comm_msg", {"comm_id": self.comm, "data": data}))


@contextmanager
def notebook(page):
    """A kernel, ended whatever happens."""
    manager = KernelManager(transport="ipc")  # files in place of ports: nobody else can listen
    manager.start_kernel()
    client = manager.blocking_client()
    try:
        client.start_channels()
        client.wait_for_ready(timeout=60)
        yield Notebook(client, page)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
