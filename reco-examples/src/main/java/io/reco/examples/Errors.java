package io.reco.examples;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** Errors in words for the command line. */
final class Errors {
    private Errors() {}

    /** One line for an error; the exceptions of files say only the path by themselves. */
    static String message(Throwable error) {
        @Nullable String text = error.getMessage();
        if (error instanceof NoSuchFileException missing && missing.getReason() == null) {
            return "no such file or directory: " + text;
        }
        if (error instanceof FileAlreadyExistsException) {
            return "exists already: " + text;
        }
        if (error instanceof OutOfMemoryError) {
            return "out of memory (" + text + "): give the JVM more, for example RECO_JAVA_OPTS=-Xmx8g";
        }
        return text == null || text.isBlank() ? error.getClass().getSimpleName() : text;
    }
}
