package io.reco.core.io;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real data sets beside the repository; they are never part of it. */
final class SharedData {
    private SharedData() {}

    /** The directory of a data set; skips the test when there is none. */
    static Path directory(String name) {
        Path directory = Path.of("..", "..", "shared", "data", name);
        assumeTrue(Files.isDirectory(directory), "data set " + name + " is not beside the repository");
        return directory;
    }
}
