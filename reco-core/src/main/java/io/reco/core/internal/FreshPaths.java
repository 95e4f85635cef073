package io.reco.core.internal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes files and directories under names that nothing else has, with the permissions that the process gives to all it
 * makes (the umask). What {@link Files#createTempFile} makes is for its owner alone, also after a rename.
 */
public final class FreshPaths {
    private interface Creation {
        Path create(Path path) throws IOException;
    }

    private FreshPaths() {}

    /** Makes an empty directory, the path with a number behind it. Safe beside other threads and processes. */
    public static Path directory(Path stem) throws IOException {
        return first(stem, Files::createDirectory);
    }

    /** Makes an empty file, the path with a number behind it. Safe beside other threads and processes. */
    public static Path file(Path stem) throws IOException {
        return first(stem, Files::createFile);
    }

    private static Path first(Path stem, Creation creation) throws IOException {
        String start =
                stem.getFileName() + String.valueOf(ProcessHandle.current().pid()) + "-";
        for (int n = 0; ; n++) {
            try {
                return creation.create(stem.resolveSibling(start + n));
            } catch (FileAlreadyExistsException e) {
                // Another save that runs, or one that was killed: the next number.
            }
        }
    }
}
