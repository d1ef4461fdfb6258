// Whether the address asks for the questions or for the result is settled before anything is drawn: nothing moves once
// the form (form.js) stands.
document.documentElement.dataset.view = location.hash.startsWith("#result") ? "result" : "questions";
