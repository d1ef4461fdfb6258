"""The site on this machine while somebody writes: builds that follow the data, and the server that shows them."""
