//! Explores the coordinator between writers and readers, and prints what that took as one line of JSON.

mod coordinator;
mod deliveries;
mod symmetry;

use std::process::ExitCode;
use std::time::Instant;

use deliveries::Deliveries;
use stateright::{Checker, Model};

const USAGE: &str = "usage: coordinator-peer WRITERS READERS EPOCHS [--depth-first | --symmetry]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match explore(&arguments) {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn explore(arguments: &[String]) -> Result<String, String> {
    let [writers, readers, epochs, search @ ..] = arguments else {
        return Err(USAGE.to_string());
    };
    let number = |argument: &String| argument.parse().map_err(|_| USAGE.to_string());
    let model = Deliveries::new(number(writers)?, number(readers)?, number(epochs)?)?;
    let checker = model.checker().threads(1);
    let began = Instant::now();
    match search.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => outcome(checker.spawn_bfs().join(), began),
        ["--depth-first"] => outcome(checker.spawn_dfs().join(), began),
        // Stateright reduces by symmetry only when it searches depth first.
        ["--symmetry"] => outcome(checker.symmetry().spawn_dfs().join(), began),
        _ => Err(USAGE.to_string()),
    }
}

fn outcome(checker: impl Checker<Deliveries>, began: Instant) -> Result<String, String> {
    let seconds = began.elapsed().as_secs_f64();
    let broken: Vec<String> =
        checker.discoveries().iter().map(|(property, path)| format!("does not hold: {property}\n{path}")).collect();
    if !broken.is_empty() {
        return Err(broken.join("\n"));
    }
    let (states, generated) = (checker.unique_state_count(), checker.state_count());
    Ok(format!(r#"{{"states":{states},"generated":{generated},"seconds":{seconds}}}"#))
}
