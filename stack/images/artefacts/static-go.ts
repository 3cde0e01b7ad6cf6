// How Go programs are built that run in any image: without the C library of the machine that built them.
export const staticGo = { CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false', GOWORK: 'off' };
