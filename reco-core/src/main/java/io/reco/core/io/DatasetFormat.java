package io.reco.core.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A way in which data sets lie in files. Implementations are immutable and thread-safe. */
public interface DatasetFormat {
    /** Its name on the command line: {@code "movielens-1m"}. */
    String name();

    /** One line for help texts. */
    String description();

    /** The files it consists of, the main one first. */
    List<Role> roles();

    /**
     * Reads a data set.
     *
     * @throws InputFormatException at the first bad record in {@link ReadMode#STRICT}
     * @throws IOException if a source cannot be read or the rejects file not be written
     * @throws IllegalArgumentException if a required source is missing or one has an unknown role
     */
    ReadResult read(Sources sources, ReadOptions options) throws IOException;

    /**
     * Finds the files of a data set, with or without {@code .gz}. In a directory, one that holds several data sets gives
     * the one named like the directory. For a file, which becomes the main role, the other roles are its neighbours of the
     * same stem.
     *
     * @throws IOException if there is no such file, a required one is missing, or there are several to choose from; the
     *     message lists them
     */
    default Sources locate(Path fileOrDirectory) throws IOException {
        return new FileFinder(this).find(fileOrDirectory);
    }

    /** Finds the files and reads them. */
    default ReadResult read(Path fileOrDirectory, ReadOptions options) throws IOException {
        return read(locate(fileOrDirectory), options);
    }
}
