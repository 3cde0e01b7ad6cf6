// Package rosetta stands for a module that the proxy does not serve; its one use is a line of `docker info` on a Mac.
package rosetta

func Available() bool { return false }

func Enabled() bool { return false }

func NativeArch() string { return "" }
