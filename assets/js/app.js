// Every file of elements/ defines its own custom element; nothing here needs to know them.
import "folder:elements";
import "./request-errors.js";
