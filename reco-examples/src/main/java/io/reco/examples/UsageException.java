package io.reco.examples;

/** A command line that asks for what cannot be, found by the command itself and not by its data: exit code 2. */
final class UsageException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
