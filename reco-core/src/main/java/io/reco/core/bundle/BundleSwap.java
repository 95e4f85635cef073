package io.reco.core.bundle;

import io.reco.core.internal.FreshPaths;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a complete directory in the place of an old one. A directory that is not empty cannot be renamed over, so for a
 * target {@code model} there are two renames:
 *
 * <ol>
 *   <li>{@code model} to {@code .model.previous}
 *   <li>{@code .model.tmp-X} to {@code model}
 *   <li>{@code .model.previous} is deleted
 * </ol>
 *
 * <p>A process killed before 1 leaves the old bundle; after 2 the new one; between them only {@code .model.previous}, which
 * {@link ModelBundle#open} then reads and the next save puts back first. If the second rename fails, the first is undone.
 */
final class BundleSwap {

    private static final Logger LOG = LoggerFactory.getLogger(BundleSwap.class);

    private BundleSwap() {}

    static Path previous(Path target) {
        return target.resolveSibling("." + target.getFileName() + ".previous");
    }

    /** Makes an empty directory beside the target; names those that interrupted saves have left. */
    static Path temporary(Path target) throws IOException {
        Path parent = parent(target);
        Files.createDirectories(parent);
        String prefix = "." + target.getFileName() + ".tmp-";
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(
                parent, path -> path.getFileName().toString().startsWith(prefix))) {
            for (Path leftover : leftovers) {
                LOG.warn(
                        "{} was left by a save that did not end; delete it unless another process is saving", leftover);
            }
        }
        return FreshPaths.directory(parent.resolve(prefix));
    }

    /** Restores what a save killed between its two renames has moved away. */
    static void recover(Path target) throws IOException {
        Path previous = previous(target);
        if (Files.exists(previous)) {
            if (Files.exists(target)) {
                delete(previous);
            } else {
                Files.move(previous, target, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    /** A moment of a swap. */
    enum Moment {
        /** The old bundle is away, the new one not in place. */
        BETWEEN_RENAMES,
        /** The new bundle is in place, whatever fails from here on. */
        IN_PLACE
    }

    static void replace(Path temporary, Path target, Consumer<Moment> listener) throws IOException {
        recover(target);
        Path previous = previous(target);
        boolean replaces = Files.exists(target);
        if (replaces) {
            Files.move(target, previous, StandardCopyOption.ATOMIC_MOVE);
        }
        try {
            listener.accept(Moment.BETWEEN_RENAMES);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) {
            if (replaces) {
                Files.move(previous, target, StandardCopyOption.ATOMIC_MOVE);
            }
            throw e;
        }
        listener.accept(Moment.IN_PLACE);
        forceDirectory(parent(target));
        if (replaces) {
            try {
                delete(previous);
            } catch (IOException e) {
                LOG.warn("{} could not be deleted; the new bundle is in place", previous, e);
            }
        }
    }

    static void delete(Path directory) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(directory)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }

    /** Forces the entries of a directory to the disk, where the system can (Windows cannot). */
    static void forceDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (AccessDeniedException e) {
            LOG.debug("{} cannot be forced to the disk on this system", directory, e);
        }
    }

    private static Path parent(Path target) {
        Path parent = target.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("bundle: '" + target + "' has no parent directory");
        }
        return parent;
    }
}
