"""Prints the delivery status of each file as Python's email package reads it, one JSON line a recipient."""
import base64, email, json, sys

for name in sys.argv[1:]:
    message = email.message_from_binary_file(open(name, "rb"))
    for part in message.walk():
        if part.get_content_type() not in ("message/delivery-status", "message/global-delivery-status"):
            continue
        groups = part.get_payload()
        if part.get("Content-Transfer-Encoding"):  # Python takes it for a message and undoes no encoding
            text = base64.b64decode(groups[0].get_payload()).decode("utf-8")
            groups = [email.message_from_string(g) for g in text.split("\n\n")]
        for group in groups:
            get = lambda field: "".join(str(group.get(field, "")).splitlines()).strip()
            if group.get("Final-Recipient"):
                print(json.dumps([name] + [get(f) for f in (
                    "Original-Recipient", "Final-Recipient", "Action", "Status", "Remote-MTA", "Diagnostic-Code")]))
        break
