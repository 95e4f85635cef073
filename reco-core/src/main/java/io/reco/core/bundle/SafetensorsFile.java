package io.reco.core.bundle;

import io.reco.core.vector.FloatMatrix;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * A single safetensors file opened for reading, outside of any bundle. Tensors stream from the file into the array that is
 * returned. Reads are safe from several threads.
 */
public final class SafetensorsFile implements Closeable {

    private final TensorReader tensors;

    private SafetensorsFile(TensorReader tensors) {
        this.tensors = tensors;
    }

    /**
     * Opens a file and checks its header: the tensors cover the data without gap or overlap.
     *
     * @throws BundleException if the file is not as the format says
     */
    public static SafetensorsFile open(Path file) throws IOException {
        return of(file, FileChannel.open(file, StandardOpenOption.READ));
    }

    /** As {@link #open}, with the name for messages apart from the bytes. Takes the channel over. */
    public static SafetensorsFile of(Path name, FileChannel channel) throws IOException {
        try {
            return new SafetensorsFile(TensorReader.of(name, channel));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Returns the tensors by name, in the order of the file. */
    public Map<String, TensorInfo> tensors() {
        return tensors.tensors();
    }

    /** Returns where in the file the data of a tensor begin. */
    public long position(TensorInfo tensor) {
        return tensors.position(tensor);
    }

    /** Returns an F32 tensor of two dimensions, the second of at least 1. */
    public FloatMatrix matrix(String name) throws IOException {
        return tensors.matrix(tensors.info(name, DType.F32));
    }

    /** Returns an I32 tensor of any shape. */
    public int[] ints(String name) throws IOException {
        return tensors.ints(tensors.info(name, DType.I32));
    }

    /** Returns a U8 tensor of any shape. */
    public byte[] bytes(String name) throws IOException {
        return tensors.bytes(tensors.info(name, DType.U8));
    }

    @Override
    public void close() throws IOException {
        tensors.close();
    }
}
