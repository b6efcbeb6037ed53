// Every control of the single file.
import { everyControl } from "./every/walk.mjs";
import { singleFile } from "./harness.mjs";

everyControl("from the single file", singleFile, 10);
