package io.reco.core.bundle;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/** A bundle that cannot be used; the message starts with the file and says why. */
public final class BundleException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** What is wrong with a bundle. */
    public enum Reason {
        /** A file is not there. */
        MISSING,
        /** A file is shorter than the manifest says, or ends in the middle. */
        TRUNCATED,
        /** A file has other content than the one that was written. */
        ALTERED,
        /** Not a bundle at all, or one of another kind. */
        FOREIGN,
        /** Written by a newer version of the format. */
        NEWER,
        /** Breaks the rules of the format, though it is what was written. */
        MALFORMED,
        /** A weight is NaN or infinite. */
        NOT_FINITE
    }

    private final transient Path file;
    private final Reason reason;

    BundleException(Path file, Reason reason, String detail) {
        super(file + ": " + detail);
        this.file = file;
        this.reason = reason;
    }

    BundleException(Path file, Reason reason, String detail, Throwable cause) {
        super(file + ": " + detail, cause);
        this.file = file;
        this.reason = reason;
    }

    /** Returns the file or directory at fault. */
    public Path file() {
        return file;
    }

    /** Returns the class of fault. */
    public Reason reason() {
        return reason;
    }
}
