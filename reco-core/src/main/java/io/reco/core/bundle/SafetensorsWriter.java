package io.reco.core.bundle;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.reco.core.internal.FreshPaths;
import io.reco.core.vector.FloatMatrix;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a single safetensors file, outside of any bundle. Tensors are not copied and must not change until it is written. */
public final class SafetensorsWriter {

    private final List<TensorSource> tensors = new ArrayList<>();
    private final Map<String, String> metadata = new TreeMap<>();

    /** A file with nothing in it yet. */
    public SafetensorsWriter() {}

    /** Sets an entry of the header's {@code __metadata__}. */
    @CanIgnoreReturnValue
    public SafetensorsWriter metadata(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    /** Adds an F32 tensor of shape rows x dim; padding is not written. */
    @CanIgnoreReturnValue
    public SafetensorsWriter tensor(String name, FloatMatrix matrix) {
        return add(TensorSource.of(name, matrix));
    }

    /** Adds an I32 tensor of one dimension. */
    @CanIgnoreReturnValue
    public SafetensorsWriter tensor(String name, int[] data) {
        return add(TensorSource.of(name, data, List.of((long) data.length)));
    }

    /** Adds a U8 tensor of one dimension. */
    @CanIgnoreReturnValue
    public SafetensorsWriter tensor(String name, byte[] data) {
        return add(TensorSource.of(name, data, List.of((long) data.length)));
    }

    private SafetensorsWriter add(TensorSource source) {
        if (tensors.stream().anyMatch(t -> t.name.equals(source.name))) {
            throw new IllegalArgumentException("tensor '" + source.name + "': given twice");
        }
        tensors.add(source);
        return this;
    }

    /**
     * Writes under a temporary name, forces the file to the disk and renames it.
     *
     * @return SHA-256 of the file, in hexadecimal digits
     */
    @CanIgnoreReturnValue
    public String write(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        Path temporary = FreshPaths.file(target.resolveSibling("." + target.getFileName() + ".tmp-"));
        try {
            String hash = writeTo(temporary);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return hash;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private String writeTo(Path file) throws IOException {
        SafetensorsHeader.sort(tensors);
        try (HashingOutput out = new HashingOutput(FileChannel.open(file, StandardOpenOption.WRITE))) {
            out.write(SafetensorsHeader.encode(SafetensorsHeader.layOut(tensors), metadata));
            for (TensorSource source : tensors) {
                source.body.writeTo(out);
            }
            return out.finish();
        }
    }
}
