// Added to each page by `guiju serve`: shows the page again when a new build stands, and says why there is none.

const { lang, version } = Object.fromEntries(new URL(import.meta.url).searchParams);
const notice = Object.assign(document.createElement("pre"), { role: "alert" });
// The policy of the site allows no style in the page; properties set from a script are none.
notice.style.cssText =
  "position: fixed; inset: auto 0 0 0; z-index: 9; max-height: 50vh; overflow: auto; margin: 0; padding: 1em; " +
  "color: #fff; background: #8b1a1a; white-space: pre-wrap";
const turned = () => new Promise((done) => addEventListener("visibilitychange", done, { once: true }));
const later = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

const follow = async () => {
  for (let seen = 0; ;) {
    // A page out of sight asks for nothing: a browser has few connections.
    while (document.hidden) await turned();
    const leaving = new AbortController();
    turned().then(() => leaving.abort());
    try {
      const answer = await fetch(`/-/news?${new URLSearchParams({ lang, seen: String(seen) })}`, {
        signal: leaving.signal,
      });
      const change = await answer.json(); // the build, as soon as it is other than the one seen
      if (change.version !== Number(version)) return location.reload();
      seen = change.number;
      notice.textContent = change.error;
      if (change.error) document.body.append(notice);
      else notice.remove();
    } catch {
      await later(1000); // out of sight, or the server is gone and perhaps comes back
    }
  }
};
follow();
