//! A static server for one machine, to look at the built page.

use std::fs::File;
use std::path::{Path, PathBuf};

use tiny_http::{Header, Request, Response, Server};

use crate::cmd::{Failure, Outcome};
use crate::project;

/// The port tried first, and how many after it.
const FIRST_PORT: u16 = 8080;
const PORTS: u16 = 50;

/// Serves `dist/` on 127.0.0.1 until interrupted; `bench/` and `pkg/` beside it, for the browser benchmark.
///
/// # Errors
/// No free port among those tried.
pub fn serve(port: Option<u16>) -> Outcome {
    let (server, port) = listen(port.unwrap_or(FIRST_PORT))?;
    println!("\nnegah is at  http://127.0.0.1:{port}/   (Ctrl+C stops it)");
    for request in server.incoming_requests() {
        answer(request);
    }
    Ok(())
}

fn listen(first: u16) -> Outcome<(Server, u16)> {
    let last = first.saturating_add(PORTS);
    for port in first..=last {
        match Server::http(("127.0.0.1", port)) {
            Ok(server) => return Ok((server, port)),
            Err(_) => println!("port {port} is taken"),
        }
    }
    Err(Failure::User(format!("no free port from {first} to {last}; choose one with --port")))
}

/// A browser that went away before it had its answer is no failure.
fn answer(request: Request) {
    let path = request.url().split(['?', '#']).next().unwrap_or_default().to_owned();
    let found = locate(&project::root(), &path).and_then(|file| Some((File::open(&file).ok()?, file)));
    let _ = match found {
        Some((open, file)) => {
            let mut response = Response::from_file(open);
            for (name, value) in [("Content-Type", media_type(&file)), ("Cache-Control", "no-cache")] {
                if let Ok(header) = Header::from_bytes(name, value) {
                    response.add_header(header);
                }
            }
            request.respond(response)
        }
        None => request.respond(Response::from_string("not found").with_status_code(404)),
    };
}

/// The file that a path of a request names; nothing where there is none, or where it leads elsewhere.
fn locate(root: &Path, path: &str) -> Option<PathBuf> {
    let relative = path.strip_prefix('/')?;
    if relative.contains('\\') || relative.split('/').any(|part| part.starts_with('.')) {
        return None;
    }
    let base = match relative.split('/').next() {
        Some("bench" | "pkg") => root.to_path_buf(),
        _ => root.join("dist"),
    };
    let named = base.join(relative);
    let file = if relative.is_empty() || relative.ends_with('/') { named.join("index.html") } else { named };
    file.is_file().then_some(file)
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json; charset=utf-8",
        Some("txt" | "ts") => "text/plain; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> PathBuf {
        let root = project::target_dir().join("xtask-tests/serve");
        for name in ["dist/index.html", "dist/a.wasm", "bench/index.html", "secret"] {
            project::write(&root.join(name), "").unwrap();
        }
        root
    }

    #[test]
    fn paths_name_files_of_the_page_and_of_the_benchmark() {
        let root = folder();
        assert_eq!(locate(&root, "/"), Some(root.join("dist/index.html")));
        assert_eq!(locate(&root, "/a.wasm"), Some(root.join("dist/a.wasm")));
        assert_eq!(locate(&root, "/bench/"), Some(root.join("bench/index.html")));
    }

    #[test]
    fn no_path_leads_out_of_the_folders() {
        let root = folder();
        for path in ["/../secret", "/bench/../secret", "/pkg/..\\secret", "/secret", "secret", "//secret"] {
            assert_eq!(locate(&root, path), None, "{path}");
        }
    }

    #[test]
    fn a_taken_port_gives_way_to_the_next() {
        let (_first, taken) = listen(18_080).unwrap();
        let (_second, next) = listen(taken).unwrap();
        assert!(next > taken);
    }

    #[test]
    fn modules_have_the_media_type_that_streaming_needs() {
        assert_eq!(media_type(Path::new("x/negah-1.wasm")), "application/wasm");
    }
}
