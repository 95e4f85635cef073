package io.reco.rerank.surface;

import io.reco.rerank.config.SurfaceConfig;
import io.reco.rerank.config.SurfaceReader;
import io.reco.rerank.config.SurfaceResources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The surface of a file, which can be read again while requests run. A request takes the surface once and keeps it, so it sees
 * one version. A file that cannot be read or is refused changes nothing. Thread-safe; {@link #get} is one volatile read.
 */
public final class SurfaceHolder implements Supplier<Surface> {
    private static final Logger LOG = LoggerFactory.getLogger(SurfaceHolder.class);

    private final Path file;
    private final SurfaceResources resources;
    private volatile Surface current;

    /** What became of a reload. */
    public enum Outcome {
        /** The file says what it said before. */
        UNCHANGED,
        /** Requests that come from now on get the new surface. */
        REPLACED,
        /** The file was refused; requests get the surface they got before. */
        REFUSED
    }

    /**
     * What became of a reload.
     *
     * @param outcome what
     * @param message why the file was refused, with places; empty otherwise
     */
    public record Reload(Outcome outcome, String message) {}

    private SurfaceHolder(Path file, SurfaceResources resources, Surface current) {
        this.file = file;
        this.resources = resources;
        this.current = current;
    }

    /**
     * Reads the surface of a file.
     *
     * @throws io.reco.rerank.config.SurfaceFormatException if the file is refused: there is no surface to keep yet
     * @throws IOException if it cannot be read
     */
    public static SurfaceHolder open(Path file, SurfaceResources resources) throws IOException {
        SurfaceConfig config = SurfaceReader.of(resources).read(file);
        return new SurfaceHolder(file, resources, Surface.of(config, resources));
    }

    /** The surface that counts now. */
    @Override
    public Surface get() {
        return current;
    }

    /** Reads the file again. What became of it is logged as well: a refusal as an error. */
    public synchronized Reload reload() {
        Surface loaded;
        try {
            SurfaceConfig config = SurfaceReader.of(resources).read(file);
            if (config.equals(current.config())) {
                return new Reload(Outcome.UNCHANGED, "");
            }
            loaded = Surface.of(config, resources);
        } catch (IOException | RuntimeException e) {
            String message =
                    e instanceof IOException ? "cannot read " + file + ": " + e : String.valueOf(e.getMessage());
            LOG.error("surface '{}' stays as it is: {}", current.config().name(), message);
            return new Reload(Outcome.REFUSED, message);
        }
        current = loaded;
        LOG.info("surface '{}' read from {}", loaded.config().name(), file);
        return new Reload(Outcome.REPLACED, "");
    }
}
