package io.reco.core.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to read, with the name they have in messages. Whether they are gzip is seen from the first bytes, not from the
 * name. Every reader opens a source once and closes it.
 */
public final class Source {
    private final String name;
    private final Opener opener;
    private final @Nullable Path file;

    private Source(String name, Opener opener, @Nullable Path file) {
        this.name = name;
        this.opener = opener;
        this.file = file;
    }

    /** Opens the bytes. */
    @FunctionalInterface
    public interface Opener {
        /** The bytes from the beginning. */
        InputStream open() throws IOException;
    }

    /** A file. */
    public static Source of(Path file) {
        return new Source(file.toString(), () -> Files.newInputStream(file), file);
    }

    /** A stream, which can be read once. */
    public static Source of(String name, InputStream stream) {
        AtomicBoolean opened = new AtomicBoolean();
        return new Source(
                name,
                () -> {
                    if (opened.getAndSet(true)) {
                        throw new IOException("the stream '" + name + "' was read before; a stream can be read once");
                    }
                    return stream;
                },
                null);
    }

    /** Bytes in memory. Not copied. */
    public static Source of(String name, byte[] bytes) {
        return new Source(name, () -> new ByteArrayInputStream(bytes), null);
    }

    /** What opens the bytes, as often as it is asked. */
    public static Source of(String name, Opener opener) {
        return new Source(name, opener, null);
    }

    /** Its name in messages. */
    public String name() {
        return name;
    }

    /** The file it is, if it was made of one. */
    Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /** The bytes as they are. The caller closes the stream. */
    public InputStream open() throws IOException {
        return opener.open();
    }

    /**
     * The bytes, unpacked when they are gzip; all members of it. Damaged or cut gzip data are a {@link
     * java.util.zip.ZipException}, after all bytes before the damage were given out. The caller closes the stream.
     */
    public InputStream openUnpacked() throws IOException {
        InputStream in = opener.open();
        try {
            return GzipStream.unpack(in);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    @Override
    public String toString() {
        return "Source[" + name + "]";
    }
}
