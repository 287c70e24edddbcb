package org.almoner.trial;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A network between two parties that can swallow everything without a word. What was open then
 * stays dumb for ever, as after a failover whose old address never answers again.
 */
final class TcpProxy implements AutoCloseable {

    private static final int BUFFER = 16 * 1024;

    private final int target;
    private final ServerSocket listener;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    work -> {
                        Thread thread = new Thread(work, "proxy");
                        thread.setDaemon(true);
                        return thread;
                    });
    private volatile boolean swallowing;

    private TcpProxy(int target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    }

    static TcpProxy to(int target) {
        try {
            TcpProxy proxy = new TcpProxy(target);
            proxy.threads.execute(proxy::accept);
            return proxy;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /** From now on nothing passes, and nobody is told. */
    void swallow() {
        swallowing = true;
        lines.forEach(line -> line.dumb = true);
    }

    /**
     * New connections pass again; the old ones stay dumb. The database has missed its clients for
     * long enough to give up on those, as its keepalives would make it.
     */
    void passAgain() {
        lines.stream().filter(line -> line.dumb).forEach(Line::closeFar);
        swallowing = false;
    }

    /** One connection and its other half. */
    private static final class Line {
        private final Socket near;
        private volatile Socket far;
        private volatile boolean dumb;

        Line(Socket near) {
            this.near = near;
        }

        void close() {
            closeQuietly(near);
            closeFar();
        }

        void closeFar() {
            if (far != null) {
                closeQuietly(far);
            }
        }

        private static void closeQuietly(Socket socket) {
            try {
                socket.close();
            } catch (IOException gone) {
                return;
            }
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Line line = new Line(listener.accept());
                line.dumb = swallowing;
                lines.add(line);
                if (!line.dumb) {
                    connect(line);
                }
            } catch (IOException closedOrRefused) {
                continue;
            }
        }
    }

    private void connect(Line line) {
        try {
            line.far = new Socket(InetAddress.getLoopbackAddress(), target);
            line.near.setTcpNoDelay(true);
            line.far.setTcpNoDelay(true);
            threads.execute(() -> pump(line, line.near, line.far));
            threads.execute(() -> pump(line, line.far, line.near));
        } catch (IOException refused) {
            end(line);
        }
    }

    private void pump(Line line, Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int read;
            while ((read = in.read(buffer)) >= 0) {
                if (!line.dumb) {
                    out.write(buffer, 0, read);
                    out.flush();
                }
            }
        } catch (IOException ended) {
            // falls through: the other half ends as well, unless the line is dumb
        }
        if (!line.dumb) {
            end(line);
        }
    }

    private void end(Line line) {
        lines.remove(line);
        line.close();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        lines.forEach(Line::close);
        threads.shutdownNow();
    }
}
