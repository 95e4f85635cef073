package io.reco.embeddings.item2vec;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Blocks in a temporary file, 4 bytes a word, mapped into memory when sealed: pages that are not in use cost no memory. The
 * file loses its name as soon as it is open, so that it is gone however the process ends; where the system does not allow
 * that (Windows), it is deleted on closing or at the exit of the JVM.
 */
final class FileBlocks implements BlockStore {
    private static final Logger LOG = LoggerFactory.getLogger(FileBlocks.class);
    private static final int BUFFER_BYTES = 1 << 20;
    /** A mapping holds whole blocks of up to this many words in all, unless a single one is larger. */
    private static final long SEGMENT_WORDS = 1L << 28;

    private final Path file;
    private final FileChannel channel;
    private final long segmentWords;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final List<IntBuffer> segments = new ArrayList<>();
    /** First word of each block, then of the one after the last. */
    private final LongArrayList starts = new LongArrayList(new long[] {0});
    /** First word of each segment, then the end of the last. */
    private long[] segmentStarts = {0};

    private FileBlocks(Path file, FileChannel channel, long segmentWords) {
        this.file = file;
        this.channel = channel;
        this.segmentWords = segmentWords;
    }

    /** An empty store with its file in a directory, which must exist. */
    static FileBlocks in(Path directory) throws IOException {
        return in(directory, SEGMENT_WORDS);
    }

    /** With the size of a mapping as a parameter, so that tests reach several. */
    static FileBlocks in(Path directory, long segmentWords) throws IOException {
        Path file = Files.createTempFile(directory, "item2vec-", ".tokens");
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        deleteOrSchedule(file);
        return new FileBlocks(file, channel, segmentWords);
    }

    private static void deleteOrSchedule(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.debug("{} cannot be deleted while it is open", file, e);
            file.toFile().deleteOnExit();
        }
    }

    @Override
    public void append(int[] words, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            buffer.putInt(words[i]);
        }
        starts.add(starts.getLong(starts.size() - 1) + count);
    }

    private void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    @Override
    public void seal() throws IOException {
        flush();
        List<Long> bounds = new ArrayList<>(List.of(0L));
        long from = 0;
        for (int block = 0; block + 1 < starts.size(); block++) {
            long end = starts.getLong(block + 1);
            if (end - from > segmentWords && starts.getLong(block) > from) {
                bounds.add(starts.getLong(block));
                from = starts.getLong(block);
            }
        }
        bounds.add(starts.getLong(starts.size() - 1));
        segmentStarts = bounds.stream().mapToLong(Long::longValue).toArray();
        for (int s = 0; s + 1 < segmentStarts.length; s++) {
            long words = segmentStarts[s + 1] - segmentStarts[s];
            segments.add(channel.map(FileChannel.MapMode.READ_ONLY, 4 * segmentStarts[s], 4 * words)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asIntBuffer());
        }
        channel.close();
    }

    @Override
    public int length(int block) {
        return (int) (starts.getLong(block + 1) - starts.getLong(block));
    }

    @Override
    public void read(int block, int[] target) {
        long start = starts.getLong(block);
        int found = Arrays.binarySearch(segmentStarts, start);
        int segment = found >= 0 ? found : -found - 2;
        segments.get(segment).get((int) (start - segmentStarts[segment]), target, 0, length(block));
    }

    @Override
    public void close() {
        segments.clear();
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("{} could not be closed", file, e);
        }
        deleteOrSchedule(file);
    }
}
