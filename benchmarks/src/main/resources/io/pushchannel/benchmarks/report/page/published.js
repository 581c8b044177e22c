// A published table next to exact bytes: the traffic of clients with one message per second.
const MEGABIT = 1024 * 1024; // as in the published table; other units do not yield its figures
const CLIENTS = [1000, 10000, 100000];
const PUBLISHED = { polling: 871, webSocket: 2 };

function megabits(bytes, clients) {
  return number((bytes * 8 * clients) / MEGABIT);
}

function publishedRow(label, bytes, source) {
  return element("tr", { class: source }, element("th", {}, label), element("td", {}, number(bytes)), ...CLIENTS.map(clients => element("td", {}, megabits(bytes, clients))));
}

function ourRows() {
  return ["small", "browser"].flatMap(headers => {
    const poll = unitCost("shortpoll", headers);
    const held = unitCost("longpoll", headers);
    return [
      poll && publishedRow(`short polling, ${HEADERS[headers]}, nothing new`, poll.emptyPollBytesUp + poll.emptyPollBytesDown, "ours"),
      held && publishedRow(`long polling, ${HEADERS[headers]}, a message without text`, held.batchBytesUp + held.batchBytesDown + held.messageBytesWithoutText, "ours"),
    ];
  }).concat(["sse", "websocket"].map(t => unitCost(t, "small") && publishedRow(`${nameOf(t)}, a message without text`, unitCost(t, "small").messageBytesWithoutText, "ours"))).filter(Boolean);
}

function publishedTable() {
  const ours = ourRows();
  if (ours.length === 0) return null;
  const card = element("article", { class: "card wide", id: "published" }, element("h3", {}, "A published table, beside ours"));
  card.append(element("div", { class: "scroll" }, element("table", {},
    element("thead", {}, element("tr", {}, element("th", {}, "one message a second for each client"), element("th", {}, "B per message"), ...CLIENTS.map(clients => element("th", {}, clients.toLocaleString("en") + " clients, Mbit/s")))),
    element("tbody", {}, publishedRow("published: polling", PUBLISHED.polling, "published"), publishedRow("published: WebSocket", PUBLISHED.webSocket, "published"), ...ours))));
  card.append(element("p", { class: "caption" }, "Kaazing's table counts 871 B of headers for a poll against 2 B of a WebSocket frame, without any message in either, and left out SSE and long polling. "
    + "Ours are exact bytes of this code, with the topic and the cursor that make a message resumable. "
    + "A large part of the difference between polling and a stream are the headers that a browser sends with each request."));
  return card;
}
