package io.reco.core.io;

import io.reco.core.internal.FreshPaths;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file under a temporary name beside it, forces it to the disk and renames it. Whoever opens the file sees the old
 * or the new one whole; after an exception the old one is untouched and the temporary one gone.
 */
public final class FileReplacement {
    /** What writes the content. */
    @FunctionalInterface
    public interface Content {
        /** Writes all bytes. The stream is not buffered; it need not be closed. */
        void writeTo(OutputStream out) throws IOException;
    }

    private FileReplacement() {}

    /** Makes or replaces the file. Its directory must exist. */
    public static void write(Path file, Content content) throws IOException {
        Path target = file.toAbsolutePath();
        Path temporary = temporary(target);
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                content.writeTo(Channels.newOutputStream(channel));
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Makes an empty file beside a file that cannot be written as a stream: the caller fills it and renames it. It has the
     * permissions of any file that the process makes, where {@link Files#createTempFile} makes one for its owner alone, and a
     * name that no other thread or process has: {@code .NAME.tmp-} and numbers.
     */
    public static Path temporary(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        return FreshPaths.file(target.resolveSibling("." + target.getFileName() + ".tmp-"));
    }
}
