package org.almoner.trial;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Kills a random node again and again, and starts it again; one is always left to answer. */
final class NodeKiller implements AutoCloseable {

    private final List<Node> nodes;
    private final Duration every;
    private final Random random;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread = new Thread(this::work, "node-killer");
    private volatile int kills;

    private NodeKiller(List<Node> nodes, Duration every, long seed) {
        this.nodes = nodes;
        this.every = every;
        this.random = new Random(seed);
    }

    static NodeKiller start(List<Node> nodes, Duration every, long seed) {
        NodeKiller killer = new NodeKiller(nodes, every, seed);
        killer.thread.start();
        return killer;
    }

    private void work() {
        try {
            while (!over.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                Node victim = nodes.get(random.nextInt(nodes.size()));
                if (nodes.stream().allMatch(Node::isReady)) {
                    victim.kill();
                    kills = kills + 1;
                    victim.launch();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    int kills() {
        return kills;
    }

    /** Stops killing; every node is ready afterwards. */
    @Override
    public void close() {
        over.countDown();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
        nodes.forEach(Node::awaitReady);
    }
}
