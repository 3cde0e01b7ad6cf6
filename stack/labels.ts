// The labels by which gameday knows its own things. Only labelled things are ever removed.
export const systemLabel = 'dev.gameday';
export const paceLabel = 'dev.gameday.pace';
export const hashLabel = 'dev.gameday.hash';
/** On the operator, so that another process can open the stack from the engine alone. */
export const outlineLabel = 'dev.gameday.outline';

export const composeProjectLabel = 'com.docker.compose.project';
export const composeServiceLabel = 'com.docker.compose.service';
export const composeNetworkLabel = 'com.docker.compose.network';
export const composeNumberLabel = 'com.docker.compose.container-number';
export const composeOneOffLabel = 'com.docker.compose.oneoff';

export const ours = (system: string): { readonly label: string[] } => ({
  label: [`${systemLabel}=${system}`],
});

/** The two Compose projects: the system as its runbook names it, and what belongs to gameday. */
export const projectsOf = (
  system: string,
): { readonly project: string; readonly gamedayProject: string } => ({
  project: system,
  gamedayProject: `${system}-gameday`,
});
