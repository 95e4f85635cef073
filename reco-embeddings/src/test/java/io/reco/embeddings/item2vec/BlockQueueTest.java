package io.reco.embeddings.item2vec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlockQueueTest {
    @Test
    void eachBlockIsHandedOutOnce() {
        for (int parts = 1; parts <= 5; parts++) {
            for (int blocks = 0; blocks < 12; blocks++) {
                BlockQueue queue = new BlockQueue(blocks, 3, parts);
                List<Integer> taken = new ArrayList<>();
                for (int turn = 0; turn < blocks; turn++) {
                    taken.add(queue.next(turn * turn % 7));
                }
                assertThat(taken)
                        .containsExactlyInAnyOrderElementsOf(
                                IntStream.range(0, blocks).boxed().toList());
                assertThat(queue.next(0)).isEqualTo(-1);
                assertThat(queue.next(1)).isEqualTo(-1);
            }
        }
    }

    @Test
    void aWorkerTakesTheBlocksOfItsPartFirst() {
        BlockQueue queue = new BlockQueue(7, 1, 2);
        assertThat(queue.next(0)).isEqualTo(1);
        assertThat(queue.next(1)).isEqualTo(0);
        assertThat(queue.next(0)).isEqualTo(3);
        assertThat(queue.next(0)).isEqualTo(5);
        assertThat(queue.next(0)).as("help for the other part").isEqualTo(2);
    }

    @Test
    void noPartIsLeftBehind() {
        BlockQueue queue = new BlockQueue(100, 0, 2);
        List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int block = queue.next(0);
            taken.add(block);
            assertThat(block).as("after %d others", i).isBetween(i - 8, i + 8);
        }
        assertThat(taken).startsWith(0, 2, 4, 6, 1);
    }

    /** The part of worker w is the one of {@link NegativeParts} that its blocks draw from, in every epoch. */
    @Test
    void aWorkerKeepsItsPart() {
        for (int epoch = 0; epoch < 4; epoch++) {
            BlockQueue queue = new BlockQueue(30, epoch, 3);
            for (int i = 0; i < 10; i++) {
                for (int worker = 0; worker < 3; worker++) {
                    assertThat((queue.next(worker) + epoch) % 3).isEqualTo(worker);
                }
            }
        }
    }
}
