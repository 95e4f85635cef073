package io.reco.embeddings.item2vec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Blocks in arrays of their own, so that nothing is copied when they become many. */
final class MemoryBlocks implements BlockStore {
    private final List<int[]> blocks = new ArrayList<>();

    @Override
    public void append(int[] words, int count) {
        blocks.add(Arrays.copyOf(words, count));
    }

    @Override
    public void seal() {}

    @Override
    public int length(int block) {
        return blocks.get(block).length;
    }

    @Override
    public void read(int block, int[] target) {
        int[] words = blocks.get(block);
        System.arraycopy(words, 0, target, 0, words.length);
    }

    @Override
    public void close() {
        blocks.clear();
    }
}
