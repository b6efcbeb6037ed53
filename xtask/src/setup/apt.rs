//! Debian packages.

use std::process::Command;

use crate::cmd::{self, Failure, Outcome};

/// Whether this is Debian with its package manager.
pub fn is_debian() -> bool {
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    names_debian(&release) && cmd::find("apt-get").is_some()
}

fn names_debian(os_release: &str) -> bool {
    os_release.lines().any(|line| matches!(line.trim(), "ID=debian" | "ID=\"debian\""))
}

/// Those of the packages that are not installed.
pub fn missing<'a>(packages: &[&'a str]) -> Vec<&'a str> {
    let installed = |package: &str| {
        cmd::output(Command::new("dpkg-query").args(["--show", "--showformat=${Status}", package]))
            .is_some_and(|status| status == "install ok installed")
    };
    packages.iter().copied().filter(|package| !installed(package)).collect()
}

/// Installs packages; nothing happens for an empty list.
///
/// # Errors
/// Without root, a [`Failure::User`] with the command to run.
pub fn install(packages: &[&str]) -> Outcome {
    if packages.is_empty() {
        return Ok(());
    }
    let list = packages.join(" ");
    if !is_root() {
        return Err(Failure::User(format!(
            "these Debian packages are missing: {list}\nPlease run this once, then try again:\n\n    \
             sudo apt-get update && sudo apt-get install -y --no-install-recommends {list}\n"
        )));
    }
    super::announce(&list, "installing with apt-get");
    cmd::run(apt().args(["update", "-q"]))?;
    cmd::run(apt().args(["install", "-y", "-q", "--no-install-recommends"]).args(packages))
}

fn apt() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

/// Whether this process may write system folders.
pub fn is_root() -> bool {
    cmd::output(Command::new("id").arg("-u")).is_some_and(|uid| uid.trim() == "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debian_is_told_from_its_relatives() {
        assert!(names_debian("PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\n"));
        assert!(!names_debian("ID=ubuntu\nID_LIKE=debian\n"));
    }
}
