package io.reco.core.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reco.core.bundle.BundleException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The start of a safetensors file: 8 bytes little endian with the length of the header, then the header, a JSON object from
 * tensor name to {@code dtype}, {@code shape} and {@code data_offsets}, padded with spaces so that the data starts at a
 * multiple of 8. The byte ranges of the tensors cover the data without a gap and without overlap.
 */
final class SafetensorsHeader {

    /** The safetensors library refuses longer ones. */
    static final long LARGEST = 100_000_000;

    private static final String METADATA = "__metadata__";

    private SafetensorsHeader() {}

    /** Places tensors one behind the other, wide types first so that all are aligned, then by name. */
    static List<TensorInfo> layOut(List<TensorSource> sources) {
        List<TensorInfo> placed = new ArrayList<>();
        long begin = 0;
        for (TensorSource source : sources) {
            long end = begin + TensorInfo.byteSize(source.name, source.dtype, source.shape);
            placed.add(new TensorInfo(source.name, source.dtype, source.shape, begin, end));
            begin = end;
        }
        return placed;
    }

    static void sort(List<TensorSource> sources) {
        sources.sort(Comparator.comparingInt((TensorSource s) -> -s.dtype.bytes())
                .thenComparing(s -> s.dtype)
                .thenComparing(s -> s.name));
    }

    static byte[] encode(List<TensorInfo> tensors) throws IOException {
        return encode(tensors, Map.of());
    }

    static byte[] encode(List<TensorInfo> tensors, Map<String, String> metadata) throws IOException {
        ObjectNode root = BundleJson.MAPPER.createObjectNode();
        if (!metadata.isEmpty()) {
            metadata.forEach(root.putObject(METADATA)::put);
        }
        for (TensorInfo t : tensors) {
            ObjectNode node = root.putObject(t.name());
            node.put("dtype", t.dtype().name());
            ArrayNode shape = node.putArray("shape");
            t.shape().forEach(shape::add);
            node.putArray("data_offsets").add(t.begin()).add(t.end());
        }
        byte[] json = root.toString().getBytes(StandardCharsets.UTF_8);
        int padded = (json.length + 7) & -8;
        ByteBuffer out = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(padded).put(json);
        while (out.hasRemaining()) {
            out.put((byte) ' ');
        }
        return out.array();
    }

    /** A header that has been read: the tensors by name, in file order, and where their data starts. */
    record Read(Map<String, TensorInfo> tensors, long dataStart) {}

    static Read read(Path file, FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < 8) {
            throw new BundleException(file, Reason.TRUNCATED, size + " bytes, too short for a safetensors header");
        }
        long length = read(channel, 0, 8).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 2 || length > LARGEST) {
            throw new BundleException(
                    file, Reason.MALFORMED, "header length " + length + " is not in [2, " + LARGEST + "]");
        }
        if (length > size - 8) {
            throw new BundleException(
                    file, Reason.TRUNCATED, "header length " + length + " is beyond the file size " + size);
        }
        byte[] json = read(channel, 8, (int) length).array();
        try {
            return new Read(tensors(json, size - 8 - length), 8 + length);
        } catch (JsonProcessingException e) {
            throw new BundleException(file, Reason.MALFORMED, "bad JSON in the header: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new BundleException(file, Reason.MALFORMED, String.valueOf(e.getMessage()), e);
        }
    }

    private static Map<String, TensorInfo> tensors(byte[] json, long dataSize) throws IOException {
        if (json[0] != '{') {
            throw new IllegalArgumentException("the header does not start with '{'");
        }
        JsonNode root = BundleJson.MAPPER.readTree(json);
        List<TensorInfo> list = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : root.properties()) {
            if (!field.getKey().equals(METADATA)) {
                list.add(tensor(field.getKey(), field.getValue()));
            }
        }
        list.sort(Comparator.comparingLong(TensorInfo::begin).thenComparingLong(TensorInfo::end));
        Map<String, TensorInfo> tensors = new LinkedHashMap<>();
        long end = 0;
        for (TensorInfo t : list) {
            if (t.begin() != end) {
                throw new IllegalArgumentException("tensor '" + t.name() + "' starts at byte " + t.begin()
                        + (t.begin() < end ? " and overlaps the one before it" : " and leaves a gap before it")
                        + ", which ends at " + end);
            }
            end = t.end();
            tensors.put(t.name(), t);
        }
        if (end != dataSize) {
            throw new IllegalArgumentException("the tensors end at byte " + end + " of " + dataSize + " bytes of data");
        }
        return tensors;
    }

    private static TensorInfo tensor(String name, JsonNode node) {
        JsonNode shape = node.path("shape");
        JsonNode offsets = node.path("data_offsets");
        if (!shape.isArray() || !offsets.isArray() || offsets.size() != 2) {
            throw new IllegalArgumentException("tensor '" + name + "': shape or data_offsets is missing");
        }
        DType dtype;
        try {
            dtype = DType.valueOf(node.path("dtype").asText());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "tensor '" + name + "': dtype '" + node.path("dtype").asText()
                            + "' is not one of F32, F64, I32, I64, U8",
                    e);
        }
        List<Long> sizes = new ArrayList<>();
        for (JsonNode n : shape) {
            sizes.add(integer(name, n));
        }
        return new TensorInfo(name, dtype, sizes, integer(name, offsets.get(0)), integer(name, offsets.get(1)));
    }

    private static long integer(String name, JsonNode node) {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw new IllegalArgumentException("tensor '" + name + "': " + node + " is not a whole number");
        }
        return node.asLong();
    }

    private static ByteBuffer read(FileChannel channel, long from, int n) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(n);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                throw new IOException("File ends at " + (from + buffer.position()));
            }
        }
        return buffer.flip();
    }
}
