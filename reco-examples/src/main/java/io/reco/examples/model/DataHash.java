package io.reco.examples.model;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.reco.core.data.IdMap;
import io.reco.core.sequence.Sequences;
import java.nio.charset.StandardCharsets;

/** Tells whether two models were trained on the same data, however it was read. */
public final class DataHash {
    private DataHash() {}

    /** SHA-256 of what is trained on: the length of each sequence and the index of each track, then the ids by index. */
    @SuppressWarnings("CheckReturnValue") // a hasher returns itself
    public static String of(Sequences sequences, IdMap tracks) {
        Hasher hasher = Hashing.sha256().newHasher();
        sequences.forEach((owner, sequence, length) -> {
            hasher.putInt(length);
            for (int i = 0; i < length; i++) {
                hasher.putInt(sequence[i]);
            }
        });
        for (String id : tracks.ids()) {
            byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
            hasher.putInt(bytes.length).putBytes(bytes);
        }
        return "sha256:" + hasher.hash();
    }
}
