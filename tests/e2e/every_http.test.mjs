// Every control of the page from a server.
import { everyControl } from "./every/walk.mjs";
import { server } from "./stage.mjs";

everyControl("over http", server.url, 5);
